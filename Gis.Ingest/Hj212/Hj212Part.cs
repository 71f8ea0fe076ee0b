using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212;

/// <summary>One part of a split packet; <see cref="Segment"/> is its data segment with the password masked.</summary>
internal sealed record Hj212Part(string Mn, string Cn, DateTimeOffset DataTime, int Count, int Number, byte[] Segment) : FieldFact;
