FROM diamol/base
RUN copy a.txt b.txt && del a.txt
