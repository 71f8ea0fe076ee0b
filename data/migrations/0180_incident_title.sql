-- An incident may go without a title of its own: what the system can say of it (its type, the thing whose alarm it came from, its area) is put
-- into words where it is read, in the language of the reader. A title is only what a person wrote.
ALTER TABLE incident ALTER COLUMN title DROP NOT NULL;
ALTER TABLE incident_version ALTER COLUMN title DROP NOT NULL;
