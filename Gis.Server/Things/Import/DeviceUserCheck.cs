using Gis.Server.Access.Devices;

namespace Gis.Server.Things.Import;

/// <summary>Checks the users under which devices sign in; one user may serve several rows, with one password.</summary>
internal static class DeviceUserCheck
{
    private const int LeastPasswordLength = 8;
    private const int MostPasswordLength = 200;

    public static IReadOnlyList<DeviceUser> Check(
        IReadOnlyList<RegistrationRow> rows, RegistrationContext context, List<ImportFault> faults)
    {
        var users = new Dictionary<string, DeviceUser>();
        foreach (var row in rows.Where(row => row.Has(RegistrationColumns.DeviceUser) || row.Has(RegistrationColumns.DevicePassword)))
        {
            var reader = new RowReader(row, faults);
            var user = CheckRow(reader, context);
            if (users.TryGetValue(user.UserName, out var known))
            {
                if (known.Password is not null && user.Password is not null && known.Password != user.Password)
                {
                    reader.Fault(RegistrationColumns.DevicePassword, $"the same password as on line {known.Line}, or nothing");
                }

                users[user.UserName] = known with { Password = known.Password ?? user.Password };
            }
            else
            {
                users.Add(user.UserName, user);
            }
        }

        foreach (var user in users.Values.Where(user => user.Password is null && !context.DeviceUsers.Contains(user.UserName)))
        {
            faults.Add(new ImportFault(user.Line, RegistrationColumns.DevicePassword, "", $"a password, for {user.UserName} has none yet"));
        }

        return [.. users.Values];
    }

    private static DeviceUser CheckRow(RowReader reader, RegistrationContext context)
    {
        var name = reader.Row.Has(RegistrationColumns.DeviceUser) ? reader.Row[RegistrationColumns.DeviceUser] : reader.Row[RegistrationColumns.Alias];
        if (!DeviceCredentials.IsAcceptable(name) || context.Foreign.Contains(name))
        {
            reader.Fault(RegistrationColumns.DeviceUser, $"{DeviceCredentials.Accepted}, and not one of a device outside your areas");
        }

        var password = reader.Row.Has(RegistrationColumns.DevicePassword) ? reader.Row[RegistrationColumns.DevicePassword] : null;
        if (password is { Length: < LeastPasswordLength or > MostPasswordLength })
        {
            reader.Fault(RegistrationColumns.DevicePassword, $"{LeastPasswordLength} … {MostPasswordLength} characters");
        }

        return new DeviceUser(reader.Row.Line, name, password);
    }
}
