namespace Gis.Tiles.SensorThings.Query;

/// <summary>Cuts lists of options apart, where brackets and quotation marks may hold signs that divide nothing.</summary>
internal static class OptionText
{
    /// <summary>The parts between the dividing sign; null where brackets or quotation marks do not close.</summary>
    public static List<string>? Split(string text, char sign)
    {
        var parts = new List<string>();
        var (depth, start, isQuoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var here = text[i];
            isQuoted ^= here == '\'';
            if (isQuoted)
            {
                continue;
            }

            depth += here == '(' ? 1 : here == ')' ? -1 : 0;
            if (depth < 0)
            {
                return null;
            }

            if (here == sign && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return depth == 0 && !isQuoted ? parts : null;
    }
}
