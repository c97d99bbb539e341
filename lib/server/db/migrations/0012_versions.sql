-- How often what a person decides about a row was changed. Raised here, so that no writer can forget it; what the engine
-- notes beside it (warnings of a connection, the problem of a rule) does not count.
alter table connections add column version integer not null default 1;
alter table rules add column version integer not null default 1;
alter table workspaces add column version integer not null default 1;

create function meshes_raise_version() returns trigger language plpgsql as $$
begin
  -- Sealing the same secret with a newer key changes nothing that a person sees.
  if current_setting('meshes.keeps_version', true) is distinct from 'on' then
    new.version := old.version + 1;
  end if;
  return new;
end $$;

create trigger connections_version before update on connections for each row
  when ((old.name, old.metadata, old.secrets_sealed, old.active, old.inactive_reason, old.hidden, old.deleted_at)
    is distinct from (new.name, new.metadata, new.secrets_sealed, new.active, new.inactive_reason, new.hidden, new.deleted_at))
  execute function meshes_raise_version();
create trigger rules_version before update on rules for each row
  when ((old.event, old.resource, old.resource_id, old.metadata, old.active, old.hidden, old.deleted_at)
    is distinct from (new.event, new.resource, new.resource_id, new.metadata, new.active, new.hidden, new.deleted_at))
  execute function meshes_raise_version();
create trigger workspaces_version before update on workspaces for each row
  when ((old.name, old.description) is distinct from (new.name, new.description))
  execute function meshes_raise_version();
