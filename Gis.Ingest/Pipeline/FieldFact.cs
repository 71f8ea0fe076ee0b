namespace Gis.Ingest.Pipeline;

/// <summary>One thing that a message from the field states, freed from the form in which it came.</summary>
internal abstract record FieldFact;
