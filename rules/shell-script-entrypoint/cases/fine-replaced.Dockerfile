FROM diamol/base AS base
ENTRYPOINT ["/run.sh"]
CMD ["/run.sh"]
FROM base
ENTRYPOINT ["server"]
