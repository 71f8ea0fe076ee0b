namespace Gis.Ingest.Replay;

/// <summary>A form in which the field's words are recorded; knows the form and no file.</summary>
internal interface IRecordedForm
{
    string Name { get; }

    /// <summary>What a person should know of how the file was understood; there once reading has begun.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>Reads from the stream's beginning, item by item, holding no more than one record.</summary>
    IEnumerable<RecordedItem> Read(Stream file);
}
