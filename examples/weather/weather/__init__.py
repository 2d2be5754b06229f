"""The example of the README: weather stations, for sync and async users."""
