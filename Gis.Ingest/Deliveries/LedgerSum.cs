namespace Gis.Ingest.Deliveries;

/// <summary>What several batches have brought of one thing on one Beijing day of arrival, in values.</summary>
internal readonly record struct LedgerSum(long Thing, DateOnly Day, long Received, long Stored, long Duplicate, long Rejected, long Late);
