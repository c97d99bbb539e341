-- How far the last request of an attempt got, and where its time went. Without defaults, so no row is rewritten.
alter table attempts
  add column progress text,
  add column dns_ms integer,
  add column connect_ms integer,
  add column tls_ms integer,
  add column first_byte_ms integer,
  add column total_ms integer,
  -- How long the destination asked to wait.
  add column retry_after_ms integer;
