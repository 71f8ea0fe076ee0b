using System.Reflection;
using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.SensorThings;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>
/// The lists of requirements of all classes that are claimed (<c>requirements.txt</c>) beside the tests: each requirement has a test that is named by its id, and
/// nothing is claimed of which there is no list.
/// </summary>
[Collection(TilesSystemGroup.Name)]
public sealed class RequirementLists_Tests(TilesSystem system)
{
    private const string Spec = "http://www.opengis.net/spec/";

    private static readonly ILookup<string, string> Lists = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conformance", "requirements.txt"))
        .Where(line => line[0] != '#').Select(line => line.Split(' ')).ToLookup(words => words[0], words => words[1]);

    /// <summary>Where the tests of a standard are, by the beginning of its classes.</summary>
    private static readonly Dictionary<string, Type> Tests = new()
    {
        ["ogcapi-features-1/1.0"] = typeof(Part1_Tests),
        ["ogcapi-features-2/1.0"] = typeof(Part2Crs_Tests),
        ["ogcapi-features-3/1.0"] = typeof(Part3Filter_Tests),
        ["ogcapi-features-4/1.0"] = typeof(Part4_Tests),
        ["cql2/1.0"] = typeof(Cql2_Tests),
        ["ogcapi-tiles-1/1.0"] = typeof(Tiles_Tests),
        ["ogcapi-records-1/1.0"] = typeof(Records_Tests),
        ["iot_sensing/1.1"] = typeof(SensorThings_Tests),
    };

    [Fact]
    public async Task Nothing_is_claimed_without_its_list_and_no_list_is_left_over()
    {
        var claimed = (await system.Anyone.GetJsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray()
            .Concat((await system.Anyone.GetJsonAsync($"{StaClient.Root}/")).GetProperty("serverSettings").GetProperty("conformance").EnumerateArray());

        Assert.Equal(Lists.Select(list => Spec + list.Key).Order(StringComparer.Ordinal), claimed.Select(uri => uri.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_requirement_has_a_test_of_its_name()
    {
        var missing = Lists.SelectMany(list => list.Select(id => (Class: list.Key, Test: NameOf(id))))
            .Where(wanted => !Names(TestsOf(wanted.Class)).Any(name => name == wanted.Test || name.StartsWith($"{wanted.Test}_", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    /// <summary>A test that bears a name like this is of a requirement that is in the list; no test stands for two.</summary>
    [Fact]
    public void Every_test_named_so_is_of_a_requirement()
    {
        foreach (var (standard, tests) in Tests)
        {
            var known = Lists.Where(list => list.Key.StartsWith(standard, StringComparison.Ordinal)).SelectMany(list => list).Select(NameOf).ToList();
            Assert.All(
                Names(tests).Where(name => name.StartsWith("Req_", StringComparison.Ordinal)),
                name => Assert.True(known.Exists(one => name == one || name.StartsWith($"{one}_", StringComparison.Ordinal)) && !name.Contains("_and_", StringComparison.Ordinal), name));
        }
    }

    private static Type TestsOf(string conformanceClass) => Tests.Single(tests => conformanceClass.StartsWith(tests.Key, StringComparison.Ordinal)).Value;

    private static IEnumerable<string> Names(Type tests) =>
        tests.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null }).Select(method => method.Name);

    private static string NameOf(string id) => $"Req_{id.Replace('/', '_').Replace('-', '_').Replace('.', '_')}";
}
