"""What the run time promises, sentence by sentence, each with the tests that hold it; `test_promises.py` compares.

A test is `file::name`, a file alone means all of it.
"""

from __future__ import annotations

EXCEPTIONS = {
    "the same exception object comes out, with its cause; whatever its class is, the loop lives on": (
        "runtime/test_functions.py::test_the_same_exception_object_comes_out_and_the_loop_survives",
        "behaviour/test_errors.py::test_same_object_comes_out",
    ),
    "its context, notes and attributes are untouched, also of a frozen dataclass": (
        "behaviour/test_errors.py::test_attributes_and_notes_are_untouched",
        "behaviour/test_errors.py::test_context_is_the_implementations",
    ),
    "tracebacks hold user frames, and one of ours; all on demand": (
        "runtime/test_functions.py::test_a_traceback_has_one_frame_of_ours",
        "behaviour/test_errors.py::test_traceback_has_at_most_one_frame_of_ours",
        "behaviour/test_errors.py::test_error_of_the_body_keeps_only_the_users_frames",
        "runtime/test_process.py::test_full_tracebacks_on_demand",
    ),
    "raising one object again and again does not grow it": (
        "runtime/test_functions.py::test_a_traceback_does_not_grow_more_than_under_plain_asyncio",
        "behaviour/test_errors.py::test_traceback_does_not_grow_when_one_object_is_raised_again",
    ),
    "a TimeoutError of the implementation is an error like any other, and the three classes stay distinct": (
        "runtime/test_functions.py::test_the_same_exception_object_comes_out_and_the_loop_survives",
    ),
    "wrong arguments are a TypeError with the public name, and nothing is never awaited": (
        "runtime/test_functions.py::test_wrong_arguments_name_the_public_function",
        "behaviour/test_errors.py::test_wrong_arguments_name_the_public_function",
    ),
    "arguments go by reference": (
        "runtime/test_functions.py::test_arguments_go_by_reference_and_defaults_are_the_implementations_own",
        "behaviour/test_functions.py::test_what_does_not_cross_is_the_same_object",
    ),
    "a failed call leaves no reference cycle": (
        "runtime/test_functions.py::test_a_failed_call_leaves_no_cycle",
        "behaviour/test_errors.py::test_failed_call_leaves_no_cycle",
    ),
}
INTERRUPTS = {
    "Ctrl-C in a blocking call cancels, waits for the clean-up, then raises": (
        "runtime/test_process.py::test_ctrl_c_cancels_and_waits_for_the_clean_up",
        "behaviour/test_lifecycle.py::test_ctrl_c_in_a_blocked_call_cleans_up_first",
    ),
    "a second one escapes at once": ("runtime/test_process.py::test_a_second_ctrl_c_escapes",),
    "one before the start, or while the loop is busy, is not lost": (
        "runtime/test_process.py::test_ctrl_c_while_the_loop_is_busy_or_before_the_start",
        "runtime/test_process.py::test_ctrl_c_while_the_loop_thread_starts",
        "runtime/test_process.py::test_an_interrupt_at_any_line_of_the_wait",
    ),
    "it wins over a value, also where the cancel is swallowed": (
        "runtime/test_process.py::test_ctrl_c_wins_over_a_value",
    ),
    "so does a SystemExit from SIGTERM, an exception from SIGALRM, and any other": (
        "runtime/test_process.py::test_any_exception_from_a_signal_handler",
    ),
    "a signal handler may call a wrapper, also during the first start": (
        "runtime/test_process.py::test_a_signal_handler_may_call_a_wrapper_at_any_time",
        "runtime/test_process.py::test_a_signal_handler_may_call_in_the_very_moment_of_the_start",
    ),
    "a fault at any line leaves nothing that a later call could take for its own": (
        "runtime/test_handoff.py::test_a_fault_at_every_line_leaves_no_token_behind",
        "runtime/test_handoff.py::test_a_fault_at_every_line_of_an_asynchronous_call",
        "runtime/test_handoff.py::test_a_fault_at_every_line_of_a_call_to_a_loop_that_has_ended",
        "runtime/test_soak.py::test_an_interrupt_while_file_descriptors_come_and_go_leaves_none",
    ),
    "too many blocked threads for the open files fail no call, and keep none": (
        "runtime/test_handoff.py::test_too_many_open_files_fail_no_call",
        "runtime/test_handoff.py::test_any_file_descriptor_may_be_one_too_many",
    ),
}
ASYNC_CALLERS = {
    "under wait_for, timeout and TaskGroup the work is cancelled and finished before the caller goes on": (
        "runtime/test_functions.py::test_cancelling_waits_for_the_clean_up",
        "behaviour/test_cancellation.py::test_wait_for_cancels_and_waits_for_the_clean_up",
        "behaviour/test_cancellation.py::test_timeout_and_task_group_cancel",
    ),
    "cancelled before it starts, it never starts": (
        "runtime/test_functions.py::test_a_call_that_is_cancelled_before_it_starts_never_starts",
        "runtime/test_handoff.py::test_a_task_that_is_cancelled_before_its_first_step",
        "behaviour/test_cancellation.py::test_cancelled_before_it_starts_never_starts",
    ),
    "a thousand calls at once, and a storm of cancels: nothing is lost or left": (
        "behaviour/test_cancellation.py::test_a_thousand_calls_at_once",
        "runtime/test_functions.py::test_many_at_once",
        "runtime/test_functions.py::test_a_storm_of_cancels_leaves_nothing_behind",
    ),
    "two loops of callers, and one that is closed in a call": (
        "runtime/test_functions.py::test_two_loops_of_callers",
        "runtime/test_functions.py::test_a_callers_loop_that_is_closed_in_a_call_does_not_hurt",
        "runtime/test_handoff.py::test_a_bell_that_nobody_hears_any_more",
    ),
    "on the library's own loop `.aio` runs here and now": (
        "runtime/test_functions.py::test_the_other_face_runs_inline_on_the_loop_thread",
        "behaviour/test_errors.py::test_aio_on_the_librarys_loop_runs_here",
    ),
    "under trio, or without a loop, the error is clear": (
        "runtime/test_loops.py::test_under_trio_the_error_is_clear_and_comes_at_once",
        "runtime/test_functions.py::test_outside_asyncio_the_error_is_clear",
    ),
    "a caller's loop may be in debug mode, make eager tasks, or be a uvloop": (
        "runtime/test_loops.py",
        "runtime/test_process.py::test_an_eager_task_factory_on_both_sides",
    ),
    "calls of one thread begin in the order in which they were made": (
        "runtime/test_functions.py::test_calls_begin_in_the_order_in_which_they_were_made",
    ),
    "calls that come in one tick go together, and none waits longer than a tick": (
        "runtime/test_handoff.py::test_calls_of_one_tick_go_together",
    ),
}
GENERATORS = {
    "send, throw, close and their twins are those of a native generator": (
        "runtime/test_generators.py::test_like_a_native_generator",
        "behaviour/test_generators.py::test_operations_agree_with_a_native_generator",
    ),
    "break, close, collection, exit and the end of the user's loop run `finally` on the library's loop": (
        "runtime/test_generators.py::test_early_break_runs_the_finally_on_the_loop",
        "runtime/test_generators.py::test_collection_in_a_cycle",
        "runtime/test_generators.py::test_the_end_of_the_users_loop",
        "runtime/test_generators.py::test_a_users_loop_that_just_ends",
        "runtime/test_process.py::test_exit_with_everything_open",
    ),
    "close() waits for it": ("behaviour/test_generators.py::test_close_waits_for_finally",),
    "collection on the loop thread only schedules it": (
        "runtime/test_generators.py::test_collection_on_the_loop_thread_does_not_wait",
    ),
    "collection elsewhere waits at most ten seconds": (
        "runtime/test_generators.py::test_collection_waits_for_the_clean_up",
        "runtime/test_generators.py::test_collection_waits_for_so_long_only",
    ),
    "errors of the clean-up surface": ("runtime/test_generators.py::test_clean_up_errors_surface",),
    "two consumers at once get the native errors": (
        "runtime/test_generators.py::test_two_consumers_get_the_native_errors",
    ),
    "timeouts, cancel scopes and context variables may be held across a `yield`": (
        "runtime/test_generators.py::test_all_steps_run_in_one_task_and_context",
        "runtime/test_generators.py::test_a_timeout_held_across_a_yield",
        "runtime/test_generators.py::test_a_cancelled_step_leaves_no_mark_on_the_task",
    ),
    "with `prefetch=` they run ahead, so far and no further, and nothing else changes": (
        "behaviour/test_prefetching.py",
    ),
}
CONTEXT_MANAGERS = {
    "`with` and `async with`": ("runtime/test_contexts.py::test_both_ways",),
    "the exception reaches `__aexit__` unchanged, and may be suppressed": (
        "runtime/test_contexts.py::test_the_exception_reaches_the_exit_and_can_be_suppressed",
        "behaviour/test_contexts.py::test_exception_is_passed_unchanged",
    ),
    "entering in one thread and leaving in another": (
        "runtime/test_contexts.py::test_entering_in_one_thread_and_leaving_in_another",
    ),
    "a cancel scope or a task group may be held across the body": (
        "runtime/test_contexts.py::test_a_timeout_or_task_group_held_across_the_body",
        "runtime/test_contexts.py::test_users_of_one_object_do_not_mix_up",
    ),
}
NESTING = {
    "a sync call on the loop thread raises at once, names the function and `.aio`, and closes the coroutine": (
        "runtime/test_functions.py::test_a_blocking_call_on_the_loop_thread_is_refused",
        "behaviour/test_errors.py::test_every_blocking_kind_raises_on_its_own_loop",
    ),
    "synchronizer A that calls B that calls A is an error": (
        "runtime/test_functions.py::test_a_that_blocks_in_b_that_calls_a_is_an_error",
    ),
    "a sync call while the thread runs its own loop works": (
        "runtime/test_functions.py::test_a_blocking_call_works_while_the_thread_runs_its_own_loop",
        "behaviour/test_errors.py::test_blocking_call_while_the_callers_loop_runs_works",
    ),
    "it warns once for each place, and shows what to write; IPython is left alone": (
        "runtime/test_advice.py",
    ),
}
PROCESS = {
    "fork before, after and during a call, from a thread and from the loop's: both processes go on": (
        "runtime/test_process.py::test_fork_before_during_and_after_a_call",
        "runtime/test_process.py::test_objects_of_the_parent_in_the_child",
        "runtime/test_handoff.py::test_a_signal_handler_may_fork_while_its_thread_waits",
    ),
    "fork while something starts or is imported": (
        "runtime/test_process.py::test_fork_in_the_middle_of_a_start",
        "runtime/test_process.py::test_fork_while_a_module_registers_hooks_of_its_own",
    ),
    "multiprocessing with fork, forkserver and spawn": (
        "runtime/test_process.py::test_multiprocessing",
    ),
    "a loop or thread that cannot start is an error, and the next start may succeed": (
        "runtime/test_process.py::test_a_thread_that_cannot_start_is_an_error_each_time",
    ),
    "close() fails what is in flight, after its clean-up": (
        "runtime/test_process.py::test_close_fails_what_is_in_flight_after_its_clean_up",
        "runtime/test_process.py::test_close_of_a_stuck_thread_comes_back",
    ),
    "calls that race with close() get a value or an error": (
        "runtime/test_process.py::test_calls_that_race_with_close_get_a_value_or_an_error",
    ),
    "a loop that somebody stops fails what waits, with the cause": (
        "runtime/test_process.py::test_a_loop_that_somebody_stops_fails_what_waits",
    ),
    "exit hooks, finalizers at the end and daemon threads get an answer or a clear error": (
        "runtime/test_process.py::test_wrappers_in_exit_hooks_and_finalizers",
        "behaviour/test_lifecycle.py::test_wrapper_is_used_in_a_finalizer_at_exit",
        "behaviour/test_lifecycle.py::test_exit_while_a_daemon_thread_waits",
    ),
    "after the exit hooks no thread starts": (
        "runtime/test_process.py::test_after_the_exit_hooks_nothing_starts_any_more",
    ),
    "the clean-up at exit may use to_thread and name look-ups": (
        "runtime/test_process.py::test_clean_up_at_exit_may_use_threads",
    ),
    "100,000 calls and 100 starts leave memory, threads and files as they were": (
        "runtime/test_process.py::test_a_hundred_thousand_calls_leave_nothing",
        "runtime/test_process.py::test_many_calls_keep_memory_flat",
        "runtime/test_process.py::test_start_and_close_leak_nothing",
        "runtime/test_soak.py::test_soak",
    ),
    "importing starts nothing, and does not import asyncio": (
        "runtime/test_process.py::test_importing_costs_nothing",
        "behaviour/test_lifecycle.py::test_nothing_starts_at_import",
    ),
}
IDENTITY = {
    "threads that race for the first call get one loop, those that race for a name one object": (
        "runtime/test_process.py::test_a_thousand_threads_get_one_loop",
    ),
    "threads that race to wrap one object get one wrapper": (
        "runtime/test_identity.py::test_raced_wrapping_gives_one_wrapper",
    ),
    "a second `__init__` never gives the wrapper of another object": (
        "runtime/test_identity.py::test_a_second_init_never_gives_anothers_wrapper",
        "runtime/test_identity.py::test_a_recycled_id_never_gives_anothers_wrapper",
    ),
    "dropped wrappers are freed without the cycle collector": (
        "runtime/test_identity.py::test_dropped_wrappers_are_freed_at_once",
        "behaviour/test_identity.py::test_wrapper_is_freed_without_the_cycle_collector",
    ),
}
CONTEXT = {
    "context variables flow in, and never to other callers": (
        "runtime/test_functions.py::test_context_variables_flow_in_and_never_out",
        "runtime/test_handoff.py::test_a_loop_has_one_bell_and_closes_it",
    ),
}
POLICIES = {
    "an async callback is awaited on the library's loop, a sync one for it runs in a worker thread": (
        "behaviour/test_callbacks.py::test_async_callback_runs_on_the_library_loop_and_a_sync_one_in_a_worker",
        "behaviour/test_callbacks.py::test_sync_callback_may_use_the_blocking_face",
    ),
    "a sync callback that is called synchronously runs on the loop": (
        "behaviour/test_callbacks.py::test_callback_that_is_not_awaited",
    ),
    "constructors and sync methods run on the caller's thread": (
        "runtime/test_functions.py::test_constructors_and_sync_methods_run_on_the_callers_thread",
    ),
    "copying wraps again; pickling works where the implementation's object pickles, and says so elsewhere": (
        "runtime/test_identity.py::test_copies_and_pickles_wrap_again",
        "behaviour/test_identity.py::test_pickle_of_what_cannot_be_pickled_says_so",
    ),
    "`info()` tells what runs, and slow calls are logged on demand": ("runtime/test_info.py",),
    "nothing of it depends on the order of operations": ("runtime/test_machine.py",),
}
PROMISES = {
    **EXCEPTIONS,
    **INTERRUPTS,
    **ASYNC_CALLERS,
    **GENERATORS,
    **CONTEXT_MANAGERS,
    **NESTING,
    **PROCESS,
    **IDENTITY,
    **CONTEXT,
    **POLICIES,
}
