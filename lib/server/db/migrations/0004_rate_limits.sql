-- Token buckets that several nodes share. Unlogged: they are worth nothing after a crash, and counting never waits for
-- the disk.
create unlogged table rate_limits (
  key text primary key,
  full_at timestamptz not null
) with (fillfactor = 50);

-- Takes `costs` tokens from each bucket when they are there (gives back, when negative). Answers what is missing from
-- each bucket then; above its burst the request did not fit and took nothing. Buckets are locked in one order.
create function take_tokens(keys text[], costs float8[], rates float8[], bursts float8[]) returns float8[]
language plpgsql as $$
declare
  answers float8[] := costs;
  i int;
  was_full_at timestamptz;
  moment timestamptz;
  used float8;
begin
  for i in select s from generate_subscripts(keys, 1) as s order by keys[s], s loop
    loop
      select full_at into was_full_at from rate_limits where key = keys[i] for update;
      exit when found;
      insert into rate_limits (key, full_at) values (keys[i], clock_timestamp()) on conflict do nothing;
    end loop;
    moment := clock_timestamp();
    used := least(bursts[i], greatest(0, extract(epoch from was_full_at - moment)::float8 * rates[i]));
    used := greatest(0, used + costs[i]);
    if used <= bursts[i] then
      update rate_limits set full_at = moment + make_interval(secs => used / rates[i]) where key = keys[i];
    end if;
    answers[i] := used;
  end loop;
  return answers;
end
$$;

-- The processes that answer the API: with more than one, they count together.
create table web_nodes (
  id uuid primary key,
  heartbeat_at timestamptz(3) not null
);
