using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Gis.Demo;
using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Output;
using Gis.Demo.Seeding;
using Gis.Server.Platform.Store;
using Gis.Server.Tests.Patches;
using Gis.Testing;

namespace Gis.Server.Tests.Demo;

/// <summary>The whole product with the demo's accounts and a patch of every story in each of the demo's counties.</summary>
public sealed class ReviewSystem : TestSystem
{
    private const double Metre = 0.00001;

    internal DemoSettings Demo { get; private set; } = null!;

    /// <summary>Where truth.json lies.</summary>
    internal string Land => Path.Combine(Home, "land");

    internal IReadOnlyList<Truth.Patch> Truth { get; } =
    [
        .. LandWindow.All.SelectMany(window => StoriesOf(window).Select((story, i) => new Truth.Patch(NumberOf(window, i), story.Name, story.Verdict, story.IsLawful, story.Name == "basic_farmland"))),
    ];

    protected override async Task ArrangeAsync()
    {
        await Store.LoadThemesAsync();
        await Store.ExecuteAsync("UPDATE patch_second_rate SET rate = 1 WHERE verdict_group = 'basic_farmland'");
        Demo = DemoSettings.From([.. Settings().Select(setting => $"--{setting.Key}={setting.Value}")]);
        Directory.CreateDirectory(Demo.Folder);
        Directory.CreateDirectory(Land);
        var accounts = DemoAccounts.Make();
        await using (var source = Demo.OpenStore(StoreRole.Command))
        await using (var connection = await source.OpenConnectionAsync())
        {
            await accounts.StoreAsync(connection, CancellationToken.None);
        }

        await PrivateFile.WriteJsonAsync(Demo.AccountsFile, accounts.All, CancellationToken.None);
        await PrivateFile.WriteJsonAsync(Path.Combine(Land, "truth.json"), new { patches = Truth }, CancellationToken.None);
    }

    /// <summary>The batches come in as the demo's do.</summary>
    internal async Task IssueAsync()
    {
        var accounts = await PrivateFile.ReadJsonAsync<List<DemoAccount>>(Demo.AccountsFile, CancellationToken.None);
        var officer = accounts!.Single(account => account.Name == "officer");
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        client.DefaultRequestHeaders.Add("X-Gis", "1");
        (await client.PostAsJsonAsync("api/session", new { name = officer.Name, password = officer.Password })).EnsureSuccessStatusCode();
        foreach (var (window, n) in LandWindow.All.Select((window, n) => (window, n)))
        {
            var rows = StoriesOf(window).Select((story, i) => Row(window, story, i, 114 + n + (i * 100 * Metre)));
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"type": "FeatureCollection", "features": [{{string.Join(',', rows)}}]}"""));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            var answer = await client.PostAsync($"api/patch-batches?code=2026-10&area={window.County}&kind=issued&origin=demo&name=patches.geojson", body);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static IEnumerable<Story> StoriesOf(LandWindow window) => Story.All.Where(story => story.Only is null || story.Only == window.Country).SelectMany(story => Enumerable.Repeat(story, Math.Min(story.Count, 6)));

    private static string NumberOf(LandWindow window, int i) => $"{window.County}-2026-10-{i + 1:D4}";

    private static string Row(LandWindow window, Story story, int i, double lon) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"type": "Feature", "properties": {"JCBH": "{{NumberOf(window, i)}}", "XZQDM": "{{window.County}}", "TBLX": "{{story.PatchType}}", "QSX": "2025-10-08", "HSX": "2026-10-12"}, "geometry": {{PatchScene.Square(lon)}}}
        """);
}
