from alpine:3.22 as base
onbuild run echo hello
onbuild copy --from=busybox /bin/busybox /bin/
arg a=1 b
run echo $a
