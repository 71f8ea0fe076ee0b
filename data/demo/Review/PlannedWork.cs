using Gis.Demo.Land.Output;

namespace Gis.Demo.Review;

/// <summary>What is to become of one patch.</summary>
/// <param name="Serial">Counts the works of its county from 1; numbers of documents and days follow from it.</param>
internal sealed record PlannedWork(Truth.Patch Truth, Team Team, Course Course, Detour Detour, int Serial)
{
    public string Number => Truth.Number;
}
