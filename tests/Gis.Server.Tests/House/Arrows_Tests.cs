using System.Text.RegularExpressions;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.House;

/// <summary>Who may know whom (docs/architecture.md): read from the sources, so that a wrong arrow fails on the day it is drawn.</summary>
public sealed partial class Arrows_Tests
{
    /// <summary>Folders of Gis.Server that every slice may use; all others are slices, and a slice never calls a slice.</summary>
    private static readonly string[] Common = ["Platform", "Access", "Audit", "ReadModel", "Rules", "Land"];

    [Theory]
    [InlineData("Gis.Ingest", "Gis.Server", "Gis.Tiles")]
    [InlineData("Gis.Tiles", "Gis.Server", "Gis.Ingest")]
    public void Ingest_and_tiles_know_neither_the_server_nor_each_other(string project, params string[] strangers)
    {
        var named = Namespaces(project).Concat(References(project)).ToHashSet();

        Assert.DoesNotContain(named, name => strangers.Any(stranger => name == stranger || name.StartsWith(stranger + ".", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Gis.Ingest")]
    [InlineData("Gis.Tiles")]
    public void The_server_enters_a_part_by_its_door_only(string part)
    {
        var entered = Namespaces("Gis.Server").Where(name => name.StartsWith(part + ".", StringComparison.Ordinal));

        Assert.Empty(entered);
    }

    [Fact]
    public void A_slice_never_calls_a_slice()
    {
        var root = Repository.PathOf("Gis.Server");
        var slices = Directory.GetDirectories(root).Select(Path.GetFileName).OfType<string>().Where(HoldsSources).Except(Common).ToArray();

        var calls =
            from slice in slices
            from used in Namespaces(Path.Combine("Gis.Server", slice))
            from other in slices
            where other != slice && (used == $"Gis.Server.{other}" || used.StartsWith($"Gis.Server.{other}.", StringComparison.Ordinal))
            select $"{slice} uses {used}";

        Assert.NotEmpty(slices);
        Assert.Empty(calls.Distinct());

        bool HoldsSources(string folder) => folder is not ("bin" or "obj") && Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories).Any();
    }

    private static IEnumerable<string> Namespaces(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .Select(line => Using().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> References(string project) =>
        ProjectReference().Matches(File.ReadAllText(Repository.PathOf(project, project + ".csproj")))
            .Select(match => Path.GetFileNameWithoutExtension(match.Groups["path"].Value));

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?(?<name>[\w.]+);")]
    private static partial Regex Using();

    [GeneratedRegex("""<ProjectReference Include="(?<path>[^"]+)" """)]
    private static partial Regex ProjectReference();
}
