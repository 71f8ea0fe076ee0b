namespace Gis.Ingest.Replay;

/// <summary>What a recording says of a thing itself; lon and lat in degrees as published, their datum unknown.</summary>
internal sealed record RecordedPlace(int Line, string Thing, string Kind, string Name, string AreaName, double? Lon, double? Lat) : RecordedItem(Line);
