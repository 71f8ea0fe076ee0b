-- Each ingest asks before every batch whether something was registered anew: a few rows among many thousands of what devices say.
CREATE INDEX live_event_registry ON live_event (seq) WHERE kind IN ('thing', 'device', 'unit');
