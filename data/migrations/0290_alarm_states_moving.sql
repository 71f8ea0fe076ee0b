-- Every batch asks which rules of its things have an open alarm, or are on their way to one: few of all there are.
CREATE INDEX alarm_state_moving ON alarm_state (thing_id) WHERE alarm_id IS NOT NULL OR bad_streak > 0;
