namespace Gis.Ingest.Hj212;

/// <summary>Quality flags. Air stations of 2005 wrote digits: 0 calibration, 1 gas parameter, 2 abnormal, 3 normal; they become the letters of 2017.</summary>
internal static class Hj212Flags
{
    public static char? Read(string text) => text switch
    {
        "0" => 'C',
        "1" => 'S',
        "2" => 'D',
        "3" => 'N',
        [var letter] when char.IsAscii(letter) => letter,
        _ => null,
    };
}
