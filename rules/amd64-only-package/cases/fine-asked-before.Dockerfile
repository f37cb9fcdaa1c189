# The archive is asked whether it has the package.
FROM debian:bookworm-slim
RUN apt-get update \
 && if apt-cache show intel-microcode >/dev/null 2>&1; then apt-get install -y intel-microcode; fi
RUN if apt-cache search --names-only '^intel-microcode$' | grep -q intel-microcode; then apt-get install -y intel-microcode; fi
RUN if [ -n "$(apt-cache policy intel-microcode)" ]; then apt-get install -y intel-microcode; fi
