using System.Text.Json;

namespace Gis.Journeys;

/// <summary>Somebody with an account.</summary>
public sealed record Person(string Name, string Password)
{
    /// <summary>One of the demo's people, as its file under GIS_HOME says.</summary>
    public static async Task<Person> OfDemoAsync(RunningSystem system, string name)
    {
        await using var file = File.OpenRead(Path.Combine(system.Home, "demo", "accounts.json"));
        using var accounts = await JsonDocument.ParseAsync(file);
        var account = accounts.RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        return new Person(name, account.GetProperty("password").GetString()!);
    }

    public async Task SignInAsync(Window window)
    {
        await window.Page.GotoAsync("/");
        await window.Hand.WriteAsync(window.Get("name"), Name);
        await window.Hand.WriteAsync(window.Get("password"), Password);
        await window.Hand.UseAsync(window.Get("sign-in"));
        await window.UntilReadyAsync();
    }
}
