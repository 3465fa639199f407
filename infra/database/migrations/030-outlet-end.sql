-- The approval of an outlet may end on a day that is announced before: until then it sells as ever, and its customers know.
alter table outlets.outlet add column ends_on date; -- the last day
create index outlet_ends on outlets.outlet (tenant_id, ends_on) where ends_on is not null;
create index outlet_review on outlets.outlet (tenant_id, review_on) where review_on is not null;
