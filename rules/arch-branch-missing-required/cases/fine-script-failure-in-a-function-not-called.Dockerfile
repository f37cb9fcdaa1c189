FROM alpine:3.22
RUN fail() { echo "$1"; exit 1; }; \
    case "$(uname -m)" in x86_64) ;; aarch64) ;; *) fail "no" ;; esac
