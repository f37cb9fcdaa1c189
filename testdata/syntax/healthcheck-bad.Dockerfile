FROM a
HEALTHCHECK
HEALTHCHECK NONE x
HEALTHCHECK FOO x
HEALTHCHECK CMD
HEALTHCHECK CMD []
HEALTHCHECK --interval=5 --timeout=1x --start-period=1us --retries=-1 CMD a
HEALTHCHECK --retries=x --interval= --intervall=1s --timeout=-1s --start-interval=99999999h CMD a
HEALTHCHECK --retries=99999999999 --interval=1.2.3s CMD a
HEALTHCHECK --foo NONE
