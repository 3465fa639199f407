-- These grow by a whole fund in one statement: with statistics of yesterday the planner takes them for empty.
alter table contributions.due set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
alter table contributions.attempt set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
alter table allocations.credit set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
alter table ledger.movement set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
