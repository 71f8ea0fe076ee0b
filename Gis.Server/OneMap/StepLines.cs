using System.Globalization;
using Gis.Tiles;

namespace Gis.Server.OneMap;

/// <summary>Tells how far an import is: a line a step and quarter of it, so that a log stays short.</summary>
internal sealed class StepLines(TextWriter output) : IProgress<ImageProgress>
{
    private const int Quarter = 25;

    private (string Step, int Quarters) _told = ("", -1);

    public void Report(ImageProgress value)
    {
        var now = (value.Step, value.Percent / Quarter);
        if (now != _told)
        {
            _told = now;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Step}, {now.Item2 * Quarter} %"));
        }
    }
}
