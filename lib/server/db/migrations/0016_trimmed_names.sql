-- Names are compared without the white space around them. A rule that was saved with some could never match; where its
-- trimmed twin exists already, it stays as it is.
do $$
declare
  rule record;
begin
  for rule in
    select id from rules
    where event ~ '^\s|\s$' or resource ~ '^\s|\s$' or resource_id ~ '^\s|\s$'
  loop
    begin
      update rules set
        event = coalesce(nullif(regexp_replace(event, '^\s+|\s+$', '', 'g'), ''), event),
        resource = nullif(regexp_replace(resource, '^\s+|\s+$', '', 'g'), ''),
        resource_id = nullif(regexp_replace(resource_id, '^\s+|\s+$', '', 'g'), '')
      where id = rule.id;
    exception when unique_violation then
      null;
    end;
  end loop;
end
$$;
