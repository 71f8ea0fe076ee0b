using System.Diagnostics.CodeAnalysis;

namespace Gis.Server.Platform.Metrics;

using Tag = KeyValuePair<string, object?>;

/// <summary>Tags are alike that have the same names and values in the same order. So a series is found by what a measurement brings, without writing its labels each time.</summary>
internal sealed class TagsComparer : IEqualityComparer<Tag[]>, IAlternateEqualityComparer<ReadOnlySpan<Tag>, Tag[]>
{
    public static TagsComparer Instance { get; } = new();

    public bool Equals(Tag[]? x, Tag[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.AsSpan(), y));

    public int GetHashCode([DisallowNull] Tag[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<Tag> alternate, Tag[] other)
    {
        if (alternate.Length != other.Length)
        {
            return false;
        }

        for (var tag = 0; tag < other.Length; tag++)
        {
            if (!string.Equals(alternate[tag].Key, other[tag].Key, StringComparison.Ordinal) || !Equals(alternate[tag].Value, other[tag].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of the values alone: the names are the same in all measurements of an instrument, or nearly so.</summary>
    public int GetHashCode(ReadOnlySpan<Tag> alternate)
    {
        var hash = new HashCode();
        foreach (var tag in alternate)
        {
            hash.Add(tag.Value);
        }

        return hash.ToHashCode();
    }

    public Tag[] Create(ReadOnlySpan<Tag> alternate) => alternate.ToArray();
}
