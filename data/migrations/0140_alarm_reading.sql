-- Lists of alarms start from "raised" and ask "not cleared yet": both are looked up by alarm, however long the history grows.
CREATE INDEX alarm_event_raised_alarm ON alarm_event (alarm_id) WHERE change = 'raised';
CREATE INDEX alarm_event_cleared_alarm ON alarm_event (alarm_id) WHERE change = 'cleared';
CREATE INDEX alarm_action_until ON alarm_action (until) WHERE action = 'shelve';
CREATE INDEX datastream_thing ON datastream (thing_id) WHERE retired_at IS NULL;
