"""Every message of the kernel, asked by jupyter_client. Prints the name of each check that held; stops at the first
that did not. Run by JupyterClientTests, or by hand after `studykit kernel install`: python3 jupyter_messages.py"""
import json
import os
import queue
import time

import zmq
from jupyter_client import KernelManager

TIMEOUT = 120


def drain(client, msg_id):
    """What everybody hears because of a request, up to its idle status."""
    heard = []
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        heard.append(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return heard


def run(client, code, **options):
    msg_id = client.execute(code, **options)
    reply = client._recv_reply(msg_id, timeout=TIMEOUT)
    return reply["content"], drain(client, msg_id)


def only(heard, kind):
    return [message["content"] for message in heard if message["msg_type"] == kind]


def ask(client, msg_id, channel="shell"):
    return client._recv_reply(msg_id, timeout=TIMEOUT, channel=channel)["content"]


def held(name):
    print(name, flush=True)


manager = KernelManager(kernel_name="studykit")
begun = time.time()
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=TIMEOUT)
try:
    info = ask(client, client.kernel_info())
    assert info["protocol_version"] == "5.3" and info["implementation"] == "studykit", info
    held("kernel_info")

    reply, heard = run(client, 'Console.Write("out"); Console.Error.Write("err"); 6 * 7')
    assert reply["status"] == "ok" and reply["execution_count"] == 1, reply
    assert [s["name"] + ":" + s["text"] for s in only(heard, "stream")] == ["stdout:out", "stderr:err"], heard
    assert only(heard, "execute_result")[0]["data"]["text/plain"] == "42", heard
    assert only(heard, "execute_input")[0]["execution_count"] == 1, heard
    print("first_result_seconds=%.1f" % (time.time() - begun))
    held("execute, streams, execute_result")

    reply, heard = run(client, 'var shown = display("one"); shown.Update("two");')
    displays, updates = only(heard, "display_data"), only(heard, "update_display_data")
    assert displays[0]["data"]["text/plain"] == "one" and updates[0]["data"]["text/plain"] == "two", heard
    assert displays[0]["transient"]["display_id"] == updates[0]["transient"]["display_id"], heard
    held("display_data, update_display_data")

    reply, heard = run(client, 'int a = 1;\nthrow new InvalidOperationException("no");')
    assert reply["status"] == "error" and reply["evalue"] == "no", reply
    assert any("cell 3, line 2" in line for line in only(heard, "error")[0]["traceback"]), heard
    held("error")

    first = client.execute('await Task.Delay(500); throw new Exception("stops");')
    second = client.execute("1")
    assert ask(client, first)["status"] == "error"
    assert ask(client, second)["status"] == "aborted"
    drain(client, second)
    held("stop_on_error")

    reply, heard = run(client, 'Console.Write("x"); 5', silent=True)
    assert [m["msg_type"] for m in heard] == ["status", "status"], heard
    before = run(client, "1")[0]["execution_count"]
    assert run(client, "1", store_history=False)[0]["status"] == "ok"
    assert run(client, "1")[0]["execution_count"] == before + 1
    held("silent, store_history")

    reply, heard = run(client, "int n = 3;", user_expressions={"good": "n + 1", "bad": "nobody"})
    assert reply["user_expressions"]["good"]["data"]["text/plain"] == "4", reply
    assert reply["user_expressions"]["bad"]["status"] == "error", reply
    held("user_expressions")

    reply = ask(client, client.complete('"🎓" + shown.Upd', 15))
    assert reply["matches"] == ["Update"] and (reply["cursor_start"], reply["cursor_end"]) == (12, 15), reply
    held("complete")
    reply = ask(client, client.inspect("Console.WriteLine", 10))
    assert reply["found"] and "Writes" in reply["data"]["text/plain"], reply
    held("inspect")
    assert ask(client, client.is_complete("if (true) {"))["status"] == "incomplete"
    assert ask(client, client.is_complete("int = ;"))["status"] == "invalid"
    assert ask(client, client.is_complete("1 + 1"))["status"] == "complete"
    held("is_complete")
    history = ask(client, client.history(raw=True, output=False, hist_access_type="tail", n=1))["history"]
    assert history == [[1, history[0][1], "int n = 3;"]], history
    held("history")
    assert ask(client, client.comm_info()) == {"status": "ok", "comms": {}}
    held("comm_info")

    msg_id = client.execute('Console.Write("<" + Console.ReadLine() + ">")', allow_stdin=True)
    question = client.get_stdin_msg(timeout=TIMEOUT)
    assert question["msg_type"] == "input_request" and question["parent_header"]["msg_id"] == msg_id, question
    client.input("Ada")
    assert only(drain(client, msg_id), "stream")[0]["text"] == "<Ada>"
    ask(client, msg_id)
    held("input_request, input_reply")

    first = client.execute('_ = Task.Run(async () => { await Task.Delay(400); Console.Write("late"); });')
    ask(client, first)
    second = client.execute('await Task.Delay(1200); Console.Write("own");')
    said = {}
    while len(said) < 2:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if message["msg_type"] == "stream":
            said[message["content"]["text"]] = message["parent_header"]["msg_id"]
    assert said == {"late": first, "own": second}, said
    ask(client, second)
    held("late output")

    msg_id = client.execute('int kept = 7; Console.Write("begun"); while (true) { }')
    while client.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "stream":
        pass
    begun = time.time()
    manager.interrupt_kernel()
    reply = ask(client, msg_id)
    print("interrupt_seconds=%.1f" % (time.time() - begun))
    assert reply["ename"] == "Interrupted", reply
    drain(client, msg_id)
    assert only(run(client, "kept")[1], "execute_result")[0]["data"]["text/plain"] == "7"
    held("interrupt")

    # Whoever lacks the key is not obeyed, whatever it sends.
    with open(manager.connection_file) as file:
        connection = json.load(file)
    stranger = zmq.Context.instance().socket(zmq.DEALER)
    stranger.connect("tcp://%s:%d" % (connection["ip"], connection["control_port"]))
    session = client.session.clone()
    session.key = b"another key"
    session.send(stranger, "shutdown_request", {"restart": False})
    assert not stranger.poll(1500) and manager.is_alive()
    stranger.close(0)
    held("a wrong signature is refused")

    manager.restart_kernel()
    client.wait_for_ready(timeout=TIMEOUT)
    assert run(client, "kept")[0]["status"] == "error"
    held("restart")

    process = manager.provisioner.process
    client.shutdown()
    process.wait(timeout=30)
    assert process.returncode == 0, process.returncode
    held("shutdown")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    zmq.Context.instance().destroy(0)
