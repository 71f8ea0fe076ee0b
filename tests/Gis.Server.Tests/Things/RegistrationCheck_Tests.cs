using Gis.Server.Rules;
using Gis.Server.Things.Import;
using Xunit;

namespace Gis.Server.Tests.Things;

public sealed class RegistrationCheck_Tests
{
    private const string Header = "kind,name_zh,name_en,area,lon,lat,alias,property,statistic,period_s,interval_s,limit_upper,limit_source,device_password,unit_kind,call_sign";
    private const string Outfall = "outfall_water,甲厂总排口,Plant A outfall,130102,114.5,38.05,MN1,w01018,instant,,300,,,secret-1234,,";

    private static readonly RegistrationContext Context = new(
        new Dictionary<string, string> { ["w01018"] = "mg/L", ["w21003"] = "mg/L" },
        new HashSet<string> { "130102" }, new Extent(113.4, 36, 119.9, 42.7), new HashSet<string>());

    [Fact]
    public void Rows_of_one_alias_are_one_thing()
    {
        var (registration, faults) = Check(
            Outfall,
            "outfall_water,甲厂总排口,,130102,114.5,38.05,MN1,w01018,period,3600,3600,50,GB 18918-2002 一级A,,,",
            "outfall_water,甲厂总排口,,130102,114.5,38.05,MN1,w21003,period,3600,3600,5,GB 18918-2002 一级A,,,");

        Assert.Empty(faults);
        var thing = Assert.Single(registration.Things);
        Assert.Equal(3, thing.Datastreams.Count);
        Assert.Equal([50, 5], thing.Limits.Select(limit => limit.Upper));
        Assert.Equal("mg/L", thing.Datastreams[0].Unit);
        Assert.Equal("MN1", Assert.Single(registration.DeviceUsers).UserName);
    }

    [Fact]
    public void Swapped_coordinates_are_explained()
    {
        var fault = Assert.Single(Check(Outfall.Replace("114.5,38.05", "38.05,114.5", StringComparison.Ordinal)).Faults);

        Assert.Equal("lat", fault.Column);
        Assert.Contains("swapped", fault.Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_coordinates_are_explained_without_a_map_too()
    {
        var (_, faults) = RegistrationCheck.Check(
            RegistrationFile.Read($"{Header}\n{Outfall.Replace("114.5,38.05", "38.05,114.5", StringComparison.Ordinal)}").Rows, Context with { Extent = null });

        Assert.Contains("swapped", Assert.Single(faults).Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_outside_the_province_is_refused() =>
        Assert.Equal("lon", Assert.Single(Check(Outfall.Replace("114.5,", "104.5,", StringComparison.Ordinal)).Faults).Column);

    [Theory]
    [InlineData("w01018,instant", "w99999,instant", "property")]
    [InlineData("130102", "990000", "area")]
    [InlineData("MN1", "MN 1", "alias")]
    [InlineData("instant,,300", "instant,3600,300", "period_s")]
    [InlineData("instant,,300", "instant,,0", "interval_s")]
    [InlineData("outfall_water", "outfall", "kind")]
    [InlineData("38.05", "NaN", "lat")]
    [InlineData("114.5", "", "lon")]
    [InlineData("secret-1234", "short", "device_password")]
    public void Every_bad_cell_is_told_with_line_column_and_what_is_accepted(string good, string bad, string column)
    {
        var faults = Check(Outfall.Replace(good, bad, StringComparison.Ordinal)).Faults;

        var fault = Assert.Single(faults, fault => fault.Column == column);
        Assert.Equal(2, fault.Line);
        Assert.NotEmpty(fault.Accepted);
    }

    [Theory]
    [InlineData("district", true)]
    [InlineData("village", false)]
    public void A_meters_role_is_one_of_three(string role, bool isAccepted)
    {
        var (_, faults) = RegistrationCheck.Check(
            RegistrationFile.Read($"{Header},properties\n{Outfall},\"{{\"\"meter_role\"\": \"\"{role}\"\"}}\"").Rows, Context);

        Assert.Equal(isAccepted ? [] : ["meter_role: household, district, intake"], faults.Select(fault => fault.Accepted));
    }

    [Fact]
    public void All_faults_of_all_rows_are_told_at_once()
    {
        var (_, faults) = Check(
            Outfall.Replace("130102", "x", StringComparison.Ordinal),
            Outfall.Replace("MN1", "MN2", StringComparison.Ordinal).Replace("w01018", "?", StringComparison.Ordinal));

        Assert.Equal([(2, "area"), (3, "property")], faults.Select(fault => (fault.Line, fault.Column)));
    }

    [Fact]
    public void A_row_that_says_otherwise_of_the_same_thing_is_a_fault() =>
        Assert.Equal("lon", Assert.Single(Check(Outfall, Outfall.Replace("114.5", "114.6", StringComparison.Ordinal)).Faults).Column);

    [Fact]
    public void A_thing_may_have_further_names()
    {
        var (registration, faults) = RegistrationCheck.Check(
            Rows("camera,outfall-7,,outfall_07", "water_meter,DN20-1,70b3d52dd6000111,"), Context);

        Assert.Empty(faults);
        Assert.Equal([("frigate", "outfall_07")], registration.Things[0].FurtherNames);
        Assert.Equal([("dev_eui", "70b3d52dd6000111")], registration.Things[1].FurtherNames);
    }

    [Theory]
    [InlineData("70B3D52DD6000111", "", "dev_eui")]
    [InlineData("70b3", "", "dev_eui")]
    [InlineData("", "outfall 07", "frigate")]
    [InlineData("", "taken", "frigate")]
    public void A_further_name_is_well_formed_and_of_no_other_thing(string devEui, string frigate, string column)
    {
        var context = Context with { Owners = new Dictionary<(string, string), long> { [("camera", "outfall-7")] = 1, [("frigate", "taken")] = 2 } };

        var (_, faults) = RegistrationCheck.Check(Rows($"camera,outfall-7,{devEui},{frigate}"), context);

        Assert.Contains(faults, fault => fault.Column == column);
    }

    [Fact]
    public void A_further_name_that_the_thing_has_already_is_no_fault()
    {
        var context = Context with { Owners = new Dictionary<(string, string), long> { [("camera", "outfall-7")] = 1, [("frigate", "mine")] = 1 } };

        Assert.Empty(RegistrationCheck.Check(Rows("camera,outfall-7,,mine"), context).Faults);
    }

    [Fact]
    public void One_further_name_for_two_things_of_a_file_is_a_fault() =>
        Assert.Equal("frigate", Assert.Single(RegistrationCheck.Check(Rows("camera,outfall-7,,yard", "camera,outfall-8,,yard"), Context).Faults).Column);

    private static IReadOnlyList<RegistrationRow> Rows(params string[] things) => RegistrationFile.Read(string.Join(
        '\n', ["kind,alias,dev_eui,frigate,name_zh,area,lon,lat", .. things.Select(thing => $"{thing},甲,130102,114.5,38.05")])).Rows;

    [Fact]
    public void A_password_never_stands_in_a_fault()
    {
        var (_, faults) = Check(Outfall.Replace("secret-1234", "geheim", StringComparison.Ordinal));

        Assert.DoesNotContain(faults, fault => fault.ToString().Contains("geheim", StringComparison.Ordinal));
    }

    [Fact]
    public void A_unit_is_registered_with_its_call_sign()
    {
        var (registration, faults) = Check("unit,环监三号车,,130102,114.5,38.05,mon-3,,,,,,,secret-1234,monitoring,环监-3");

        Assert.Empty(faults);
        Assert.Equal(("mon-3", "环监-3"), (registration.Units[0].Code, registration.Units[0].CallSign));
    }

    [Fact]
    public void Unknown_and_missing_columns_are_told()
    {
        var (_, faults) = RegistrationFile.Read("kind,name_zh,area,lon,lat,colour\n");

        Assert.Equal(["colour", "alias"], faults.Select(fault => fault.Column));
    }

    [Fact]
    public void Quotes_commas_and_line_breaks_survive_the_file()
    {
        var records = CsvTable.Read("a,b\r\n\"x,\"\"y\"\"\nz\",2\r\n# a remark\n\nlast,3");

        Assert.Equal([1, 2, 6], records.Select(record => record.Line));
        Assert.Equal("x,\"y\"\nz", records[1].Fields[0]);
    }

    private static (Registration Registration, IReadOnlyList<ImportFault> Faults) Check(params string[] rows)
    {
        var (read, faults) = RegistrationFile.Read(string.Join('\n', [Header, .. rows]));
        Assert.Empty(faults);
        return RegistrationCheck.Check(read, Context);
    }
}
