namespace Gis.Demo.Pictures;

/// <summary>Letters as cameras burn them into their pictures: five by seven dots, white with a dark edge.</summary>
internal static class Lettering
{
    private const int Columns = 5;
    private const int Rows = 7;

    /// <summary>Seven rows of five dots a letter; a row is a number of five bits.</summary>
    private static readonly Dictionary<char, byte[]> Letters = new[]
    {
        "0 14 17 19 21 25 17 14", "1 4 12 4 4 4 4 14", "2 14 17 1 2 4 8 31", "3 31 2 4 2 1 17 14",
        "4 2 6 10 18 31 2 2", "5 31 16 30 1 1 17 14", "6 6 8 16 30 17 17 14", "7 31 1 2 4 8 8 8",
        "8 14 17 17 14 17 17 14", "9 14 17 17 15 1 2 12", "- 0 0 0 31 0 0 0", ": 0 4 4 0 4 4 0",
        ". 0 0 0 0 0 12 12", "% 24 25 2 4 8 19 3", "A 14 17 17 31 17 17 17", "B 30 17 17 30 17 17 30",
        "C 14 17 16 16 16 17 14", "D 28 18 17 17 17 18 28", "E 31 16 16 30 16 16 31", "F 31 16 16 30 16 16 16",
        "G 14 17 16 23 17 17 15", "H 17 17 17 31 17 17 17", "I 14 4 4 4 4 4 14", "J 7 2 2 2 2 18 12",
        "K 17 18 20 24 20 18 17", "L 16 16 16 16 16 16 31", "M 17 27 21 21 17 17 17", "N 17 17 25 21 19 17 17",
        "O 14 17 17 17 17 17 14", "P 30 17 17 30 16 16 16", "Q 14 17 17 17 21 18 13", "R 30 17 17 30 20 18 17",
        "S 15 16 16 14 1 1 30", "T 31 4 4 4 4 4 4", "U 17 17 17 17 17 17 14", "V 17 17 17 17 17 10 4",
        "W 17 17 17 21 21 21 10", "X 17 17 10 4 10 17 17", "Y 17 17 17 10 4 4 4", "Z 31 1 2 4 8 16 31",
    }.ToDictionary(letter => letter[0], letter => letter[2..].Split(' ').Select(byte.Parse).ToArray());

    public static void Write(Canvas canvas, int left, int top, int size, string text)
    {
        foreach (var (dx, dy, colour) in new[] { (1, 1, new Colour(20, 20, 20)), (0, 0, new Colour(245, 245, 245)) })
        {
            var x = left + dx;
            foreach (var letter in text.ToUpperInvariant())
            {
                WriteLetter(canvas, x, top + dy, size, letter, colour);
                x += (Columns + 1) * size;
            }
        }
    }

    private static void WriteLetter(Canvas canvas, int left, int top, int size, char letter, Colour colour)
    {
        if (!Letters.TryGetValue(letter, out var rows))
        {
            return;
        }

        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if ((rows[row] >> (Columns - 1 - column) & 1) == 1)
                {
                    canvas.Fill(left + (column * size), top + (row * size), left + ((column + 1) * size), top + ((row + 1) * size), colour);
                }
            }
        }
    }
}
