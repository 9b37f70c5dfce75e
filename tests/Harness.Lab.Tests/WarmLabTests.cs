using System.Net.Sockets;
using System.Text;
using Harness.Core.Engine;
using Harness.Lab.Clients;

namespace Harness.Lab.Tests;

/// <summary>What the lab promises besides the attacks.</summary>
public class WarmLabTests
{
    [Test]
    public void Everything_it_changed_in_the_configuration_is_listed_with_its_reason()
        => SharedLab.Target.Describe().Overlay.Should().NotBeEmpty().And.OnlyContain(o => o.Why.Length > 0);

    [Test]
    public void Clients_of_mynetworks_have_an_address_of_the_configurations_own_networks()
        => SharedLab.Target.Describe().Clients.Where(c => c.Kind.StartsWith("inside")).Should().HaveCountGreaterThan(1)
            .And.OnlyContain(c => c.Address.StartsWith("192.168.7."));

    [Test]
    public async Task A_tool_of_the_users_own_speaks_as_the_client_whose_door_it_takes()
    {
        await using var door = new ClientDoor(SharedLab.Target, "spamcop");
        using var tool = new TcpClient();
        await tool.ConnectAsync(door.EndPoint);
        using var reader = new StreamReader(tool.GetStream(), Encoding.ASCII);
        using var writer = new StreamWriter(tool.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };

        (await reader.ReadLineAsync()).Should().StartWith("220 ");
        await writer.WriteLineAsync("HELO spamcop.botnet.example");
        (await reader.ReadLineAsync()).Should().StartWith("250 ");
        await writer.WriteLineAsync("MAIL FROM:<someone@sender.example>");
        (await reader.ReadLineAsync()).Should().StartWith("250 ");
        await writer.WriteLineAsync($"RCPT TO:<{SharedLab.Target.Facts["recipient"]}>");
        (await reader.ReadLineAsync()).Should().Contain("blocked using bl.spamcop.net");
    }

    [Test]
    public async Task No_container_can_send_a_packet_out()
    {
        string routes = await Docker("exec", SharedLab.Mx, "ip", "route", "show", "default");
        routes.Trim().Should().StartWith("default dev lab0");

        string ports = await Docker("ps", "--filter", "label=harness.owner", "--format", "{{.Ports}}");
        ports.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim()).Where(p => p.Contains("->"))
            .Should().NotBeEmpty().And.OnlyContain(p => p.StartsWith("127.0.0.1:"));
    }

    [Test]
    public async Task A_client_is_given_to_one_session_at_a_time()
    {
        await using IVantage? taken = await SharedLab.Target.TakeAsync("no-ptr", default);
        using var impatient = new CancellationTokenSource();
        Task<IVantage?> second = SharedLab.Target.TakeAsync("no-ptr", impatient.Token);

        second.IsCompleted.Should().BeFalse();
        await impatient.CancelAsync();
        await second.Invoking(t => t).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task An_errand_that_fails_is_told_with_what_it_said()
        => await SharedLab.Lab.Containers.Invoking(c => c.RunAsync("mx", ["ls", "/nowhere"], default))
            .Should().ThrowAsync<LabException>().WithMessage("ls failed in the lab's mx:*/nowhere*");

    [Test]
    public async Task A_file_of_the_server_under_test_is_read_octet_by_octet_and_one_that_is_none_is_not_there()
    {
        (await SharedLab.Lab.Containers.FileAsync("/etc/mailname", default)).Should().Equal("mx.lab.example\n"u8.ToArray());
        (await SharedLab.Lab.Containers.FileAsync("/dev/zero", default)).Should().BeNull();
    }

    [Test]
    public async Task Whoever_does_not_know_the_secret_of_a_lab_has_no_errand_done()
    {
        await using NetworkStream stranger = await SharedLab.Lab.Containers.Gate.OpenAsync(SharedLab.Lab.Containers.MxUnderlay, 2401, default);
        await stranger.WriteAsync("\n0 2\nid"u8.ToArray());

        (await stranger.ReadAsync(new byte[1])).Should().Be(0, "it is hung up on");
    }

    private static async Task<string> Docker(params string[] arguments)
    {
        using var docker = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true })!;
        string output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        docker.ExitCode.Should().Be(0);
        return output;
    }
}
