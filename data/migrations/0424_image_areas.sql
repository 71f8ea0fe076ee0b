-- Pictures that an officer brings in for his area are seen by those who read that area; without it only by those who read everything, or hold a grant that names the layer.
ALTER TABLE layer ADD COLUMN area_code text;
