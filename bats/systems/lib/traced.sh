# shellcheck shell=sh
# A command inside, traced from outside: nothing is needed in the container. Sourced by kill-at and changes, behind common.sh; sets status.

# The system calls that start a process.
starts=clone,clone3,fork,vfork

# stopped_child: finds the shell that stopped itself inside; sets child.
stopped_child() {
	child=$(tr -d ' ' <"/proc/$runner/task/$runner/children" 2>/dev/null) || return 1
	[ -n "$child" ] && grep -qs '^State:.*[Tt]' "/proc/$child/status"
}

# is_traced: the tracer has attached.
is_traced() {
	grep -qs "^TracerPid:[[:space:]]*$tracer\$" "/proc/$child/status"
}

# start_stopped COMMAND...: starts it inside, and has it wait; what it prints is in $dir/traced.out. Sets runner, child.
start_stopped() {
	# shellcheck disable=SC2016 # the inner shell's
	(enter sh -c 'kill -STOP $$; exec "$@"' sh "$@") </dev/null >"$dir/traced.out" 2>&1 &
	runner=$!
	until_true 200 stopped_child || die "the command did not start: $(cat "$dir/traced.out")"
}

# trace OPTION...: lets it go, with strace attached that has these options, and waits for its end; sets status.
trace() {
	strace -qq -e signal=none "$@" -p "$child" 2>"$dir/traced.err" &
	tracer=$!
	until_true 200 is_traced || die "no tracer: $(cat "$dir/traced.err")"
	# The stop went through to nsenter too, which waits the way its child does.
	kill -CONT "$child" "$runner"
	status=0
	wait "$runner" || status=$?
	wait "$tracer" 2>/dev/null || :
}
