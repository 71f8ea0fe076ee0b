namespace Gis.Tiles.Records;

/// <summary>A name that somebody else gave a layer: <c>scheme:value</c>, or the value alone. What stands before the last colon is the scheme, so that it may be an address.</summary>
internal readonly record struct ExternalId(string? Scheme, string Value)
{
    public static ExternalId Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 ? new ExternalId(text[..colon], text[(colon + 1)..]) : new ExternalId(null, text);
    }

    /// <summary>Asked for by scheme and value, by the value alone, or (<c>scheme:</c>) by the scheme alone.</summary>
    public bool Answers(ExternalId asked) => asked switch
    {
        { Value: "" } => Scheme == asked.Scheme,
        { Scheme: null } => Value == asked.Value,
        _ => this == asked,
    };
}
