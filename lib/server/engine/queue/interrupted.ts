/**
 * The attempt that a vanished worker had begun, as a statement on rows of rule events with `was_running` and
 * `was_started`: nothing that was sent goes unrecorded, even when its outcome is unknown.
 */
export function insertInterrupted(source: string, attemptNumber: string): string {
  return `
    insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
      outcome_code, message, duration_ms, started_at, completed_at)
    select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, ${attemptNumber}, trigger,
      'internal_error', 'Interrupted: the worker stopped before the outcome was known',
      least(greatest(0, extract(epoch from now() - was_started) * 1000), 2147483647)::int, was_started, now()
    from ${source} where was_running`;
}
