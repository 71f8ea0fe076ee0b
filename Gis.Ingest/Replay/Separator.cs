using System.Text;

namespace Gis.Ingest.Replay;

/// <summary>What stands between the cells of a table: told by its first line.</summary>
internal static class Separator
{
    private static readonly char[] Marks = [',', ';', '\t'];

    public static char Of(Stream file)
    {
        var beginning = TextEncoding.Beginning(file);
        var end = Array.IndexOf(beginning, (byte)'\n');
        var first = Encoding.Latin1.GetString(beginning, 0, end < 0 ? beginning.Length : end);
        var best = Marks.MaxBy(mark => first.Count(c => c == mark));
        return first.Contains(best, StringComparison.Ordinal) ? best : ' ';
    }
}
