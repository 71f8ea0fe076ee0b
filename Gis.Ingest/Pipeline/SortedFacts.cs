namespace Gis.Ingest.Pipeline;

/// <summary>What one message brings, each fact in its place: values with their datastreams, other facts, and what can't be taken.</summary>
internal sealed class SortedFacts(Decoded decoded)
{
    private static readonly ItemRefusal[] Nothing = [];

    private List<ItemRefusal>? _refused = decoded.HasRefused ? [.. decoded.Refused] : null;

    public List<ValueRow> Values { get; } = new(decoded.Facts.Count);

    public List<FieldFact> Others { get; } = [];

    public IReadOnlyList<ItemRefusal> Refused => _refused ?? (IReadOnlyList<ItemRefusal>)Nothing;

    public IReadOnlyList<Rejection> Rejections => decoded.HasRejections ? decoded.Rejections : [];

    /// <summary>Properties for which no datastream is registered; null when there are none.</summary>
    public SortedSet<string>? Unknown { get; private set; }

    public void Refuse(string item, string code, string reason) => (_refused ??= []).Add(new ItemRefusal(item, new Rejection(code, reason)));

    public void AddUnknown(string property) => (Unknown ??= new SortedSet<string>(StringComparer.Ordinal)).Add(property);
}
