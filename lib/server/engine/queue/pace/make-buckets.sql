-- Makes the buckets of connections that nobody has drawn from yet. Outside of any transaction and in order of keys, so
-- that workers that make the same ones do not wait in a circle.
insert into provider_pace (key, tokens) select * from unnest(:keys::text[], :tokens::float8[])
on conflict (key) do nothing
