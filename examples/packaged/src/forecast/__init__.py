"""Forecasts of the weather: `forecast.api` is for users, sync and async, and is generated when the package is built."""
