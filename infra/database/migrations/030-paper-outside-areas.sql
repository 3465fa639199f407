-- Paper from an outlet outside the communes of the rules: told when it is typed, and decided by who signs for it; who served
-- in good faith may be paid (settled question 9).

alter table slips.entry add column remark text check (remark in ('outlet-outside-areas'));
alter table tickets.box add column outside_areas_reason text check (length(outside_areas_reason) between 1 and 2000);
