import type { Session } from './session.ts';

/** Cancels whatever the other connections of the loader do that `session` belongs to (loader-settings.ts). */
export async function cancelLoader(session: Session): Promise<void> {
  await session`
    select pg_cancel_backend(pid) from pg_stat_activity
    where application_name = current_setting('application_name') and state = 'active' and pid <> pg_backend_pid()`;
}
