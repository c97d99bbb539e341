-- The destination's own error code, where it sends one.
alter table attempts add column provider_code text;
