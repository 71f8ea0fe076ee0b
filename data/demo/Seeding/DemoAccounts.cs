using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Demo.Seeding;

/// <summary>One account a role for the province; an officer for each city with land in the demo and for its county, where one has a second officer and an inspector.</summary>
internal sealed class DemoAccounts
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 16;

    private static readonly (string Name, string DisplayName, string Role, string Area, string[]? Layers)[] Wanted =
    [
        ("inspector", "省级监察员", "inspector", "130000", null),
        ("inspector-sjz", "石家庄市监察员", "inspector", "130100", null),
        ("county-jinzhou", "晋州市判定员", "officer", "130183", null),
        ("county-jinzhou-2", "晋州市复核员", "officer", "130183", null),
        ("city-sjz", "石家庄市审核员", "officer", "130100", null),
        ("county-wuan", "武安市判定员", "officer", "130481", null),
        ("city-hd", "邯郸市审核员", "officer", "130400", null),
        ("county-changli", "昌黎县判定员", "officer", "130322", null),
        ("city-qhd", "秦皇岛市审核员", "officer", "130300", null),
        ("county-jingxiu", "竞秀区判定员", "officer", "130602", null),
        ("city-bd", "保定市审核员", "officer", "130600", null),
        ("commander", "应急指挥员", "commander", "130000", null),
        ("officer", "值班领导", "officer", "130000", null),
        ("administrator", "系统管理员", "administrator", "130000", null),
        ("guest", "外部门用户", "guest", "130000", ["outfalls", "air_stations", "water_stations"]),
    ];

    private readonly Dictionary<DemoAccount, string> _hashes;

    private DemoAccounts(IReadOnlyList<DemoAccount> accounts)
    {
        All = accounts;
        _hashes = accounts.ToDictionary(account => account, account => new PasswordHasher<DemoAccount>().HashPassword(account, account.Password));
    }

    public IReadOnlyList<DemoAccount> All { get; }

    /// <summary>With new random passwords. Hashing takes its time, so no transaction should be open.</summary>
    public static DemoAccounts Make() => new(
    [
        .. Wanted.Select(one => new DemoAccount(
            one.Name, one.DisplayName, one.Role, one.Area, one.Layers, RandomNumberGenerator.GetString(Letters, PasswordLength))),
    ]);

    /// <summary>Makes those that do not exist yet, and gives all of them their new password.</summary>
    public async Task StoreAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var account in All)
        {
            await using var command = new NpgsqlCommand(
                """
                WITH made AS (
                    INSERT INTO account (name, display_name, password_hash, language) VALUES ($1, $2, $3, 'zh')
                    ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash
                    RETURNING id
                )
                INSERT INTO account_grant (account_id, role, area_code, layers)
                SELECT id, $4, $5, $6 FROM made
                WHERE NOT EXISTS (SELECT FROM account_grant g JOIN account a ON a.id = g.account_id WHERE a.name = $1)
                """,
                connection);
            command.Parameters.Add(new NpgsqlParameter { Value = account.Name });
            command.Parameters.Add(new NpgsqlParameter { Value = account.DisplayName });
            command.Parameters.Add(new NpgsqlParameter { Value = _hashes[account] });
            command.Parameters.Add(new NpgsqlParameter { Value = account.Role });
            command.Parameters.Add(new NpgsqlParameter { Value = account.Area });
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = (object?)account.Layers?.ToArray() ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
