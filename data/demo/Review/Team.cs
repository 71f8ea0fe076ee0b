namespace Gis.Demo.Review;

/// <summary>The accounts that work on the patches of one county, and how its office writes its documents.</summary>
/// <param name="CountyZh">Stands in names of parties.</param>
/// <param name="Office">Beginning of the numbers of its documents.</param>
/// <param name="Second">Gives the second verdicts: where the county has one officer only, it is the city's.</param>
internal sealed record Team(string Area, string CountyZh, string Office, string County, string Second, string City, string Inspector)
{
    private const string Province = "officer";

    public static IReadOnlyList<Team> All { get; } =
    [
        new("130183", "晋州市", "晋自然资", "county-jinzhou", "county-jinzhou-2", "city-sjz", "inspector-sjz"),
        new("130481", "武安市", "武自然资", "county-wuan", "city-hd", "city-hd", "inspector"),
        new("130322", "昌黎县", "昌自然资", "county-changli", "city-qhd", "city-qhd", "inspector"),
        new("130602", "竞秀区", "竞自然资", "county-jingxiu", "city-bd", "city-bd", "inspector"),
    ];

    public IReadOnlyList<string> Accounts => [.. new[] { County, Second, Inspector, City, Province }.Distinct()];

    public string Of(Post post) => post switch
    {
        Post.County => County,
        Post.Second => Second,
        Post.Inspector => Inspector,
        Post.City => City,
        _ => Province,
    };
}
