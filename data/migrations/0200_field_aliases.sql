-- Two more schemes of names under which the field knows a thing: dev_eui (a LoRaWAN device, 16 hexadecimal digits in lower case) and frigate (a
-- camera by the name that its Frigate gives it). A thing may have a name of each scheme beside its others.
ALTER TABLE thing_alias DROP CONSTRAINT thing_alias_scheme_check;
ALTER TABLE thing_alias ADD CONSTRAINT thing_alias_scheme_check CHECK (scheme IN ('mn', 'meter', 'camera', 'thing', 'dev_eui', 'frigate'));
ALTER TABLE thing_alias ADD CONSTRAINT thing_alias_dev_eui_check CHECK (scheme <> 'dev_eui' OR code ~ '^[0-9a-f]{16}$');
