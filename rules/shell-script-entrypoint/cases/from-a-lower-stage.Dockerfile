FROM diamol/base AS base
HEALTHCHECK CMD /healthcheck.sh
CMD ["/run.sh"]
FROM base
WORKDIR /app
