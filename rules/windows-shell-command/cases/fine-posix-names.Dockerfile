FROM diamol/base
RUN copy() { echo "$1"; }; copy a; start=1; call=2; echo "$start$call"
