using System.Diagnostics.CodeAnalysis;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212;

/// <summary>Reads the data area: <c>;</c> between items, <c>,</c> between the values of one item. Stray blanks are taken off.</summary>
internal static class Hj212CpParser
{
    private const int MostFields = 1_000;

    public static bool TryParse(string cp, out List<Hj212Field> fields, [NotNullWhen(false)] out Rejection? why)
    {
        fields = [];
        why = null;
        foreach (var part in cp.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                why = new Rejection("bad-cp", "Each item between && and && is name=value.");
                return false;
            }

            if (fields.Count == MostFields)
            {
                why = new Rejection("too-many-items", $"A packet holds at most {MostFields} values.");
                return false;
            }

            var name = part[..equals].TrimEnd();
            var value = part[(equals + 1)..].TrimStart();
            var dash = name.LastIndexOf('-');
            fields.Add(dash > 0 ? new Hj212Field(name[..dash], name[(dash + 1)..], value) : new Hj212Field(name, "", value));
        }

        return true;
    }
}
