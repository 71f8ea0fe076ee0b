using System.Text;

namespace Gis.Tiles.Tests;

/// <summary>Expressions that no parser should stumble over.</summary>
internal static class SpoiltText
{
    /// <summary>Words heaped up without sense.</summary>
    public static string Heap(Random chance, string[] words) =>
        string.Join(chance.Next(5) == 0 ? "" : " ", Enumerable.Range(0, chance.Next(1, 14)).Select(_ => words[chance.Next(words.Length)]));

    /// <summary>An expression that can be read, with some of it replaced, doubled, or left out.</summary>
    public static string Changed(Random chance, string[] whole, string[] words)
    {
        var text = new StringBuilder(whole[chance.Next(whole.Length)]);
        for (var changes = chance.Next(3); changes > 0; changes--)
        {
            var at = chance.Next(text.Length);
            var length = Math.Min(chance.Next(4), text.Length - at);
            var piece = text.ToString(at, length);
            text.Remove(at, length).Insert(at, chance.Next(4) switch
            {
                0 => "",
                1 => piece + piece,
                2 => words[chance.Next(words.Length)],
                _ => ((char)chance.Next(1, 0x3000)).ToString(),
            });
            if (text.Length == 0)
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }
}
